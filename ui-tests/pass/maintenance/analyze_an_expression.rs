//! ANALYZE names columns.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::analyze().columns(|o| o.total);
}

//! LIMIT is a number of rows.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().limit(10);
}

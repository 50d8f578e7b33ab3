//! Redshift has no such thing.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.id.gt(1)).select(|o| o.total.sum());
}

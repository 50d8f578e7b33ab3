//! A column of one row stands beside a sum of all.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.total.min() + o.total.sum());
}

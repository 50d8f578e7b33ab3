//! A column of one row stands beside a sum of all.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.id).select(|id, o| (id, o.total.sum()));
}

//! SUM takes numbers, and a part of a SUPER is one after a cast.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.id).select(|_, o| o.payload.path("a").as_decimal(12, 2).sum());
}

//! A part of a SUPER has no type to calculate in before it is cast.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.payload.path("a").as_bigint() + 1);
}

//! A part of a SUPER compares with a SUPER, or with a number after a cast.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.payload.path("a").as_bigint().eq(1));
}

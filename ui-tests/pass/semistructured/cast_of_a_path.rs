//! A cast of a SUPER gives NULL for what cannot be cast, so it has methods of its own.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.payload.path("a").as_bigint());
}

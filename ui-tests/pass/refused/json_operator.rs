//! JSON is navigated as a SUPER.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.payload.path("a").as_varchar());
}

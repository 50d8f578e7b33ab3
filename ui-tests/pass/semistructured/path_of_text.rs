//! A path leads into a SUPER, not into JSON in a VARCHAR.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.payload.path("a"));
}

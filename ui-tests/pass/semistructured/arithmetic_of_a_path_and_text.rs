//! Arithmetic of a SUPER takes numbers.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.payload.path("total") * 2);
}

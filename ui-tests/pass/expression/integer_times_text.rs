//! Arithmetic takes numbers.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| 2 * o.total);
}

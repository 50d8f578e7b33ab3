//! The manual lists `|` for VARBYTE alone.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.customer_id.bitwise_and(1));
}

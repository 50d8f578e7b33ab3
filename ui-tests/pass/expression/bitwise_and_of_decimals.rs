//! A DECIMAL has no bits.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.total.cast::<i64>().bitwise_and(o.id));
}

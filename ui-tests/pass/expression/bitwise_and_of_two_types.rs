//! A bitwise operator takes two values of one type.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.customer_id.bitwise_and(o.total.cast::<i64>()));
}

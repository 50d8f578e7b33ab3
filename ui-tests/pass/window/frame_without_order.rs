//! A frame counts rows in an order.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.total.sum().over(|w| w.partition_by(o.customer_id)));
}

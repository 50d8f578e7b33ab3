//! LAG needs an order.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.total.lag(1).over(|w| w.partition_by(o.id).order_by(o.id.asc())));
}

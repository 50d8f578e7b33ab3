//! A share of a partition has no order.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.total.ratio_to_report().over(|w| w.partition_by(o.customer_id)));
}

//! A percentile is of the whole partition.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.total.percentile_cont(0.9).over(|w| w.partition_by(o.customer_id)));
}

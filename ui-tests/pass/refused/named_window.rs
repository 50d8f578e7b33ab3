//! A window has no name.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.total.sum().over(|w| w.partition_by(o.customer_id)));
}

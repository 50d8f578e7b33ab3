//! Redshift has no such thing.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().qualify(|o| row_number().over(|w| w.partition_by(o.customer_id).order_by(o.total.desc())).eq(1));
}

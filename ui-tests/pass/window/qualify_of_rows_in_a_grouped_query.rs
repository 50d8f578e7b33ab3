//! QUALIFY comes after GROUP BY.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.customer_id).qualify(|key, _| rank().over(|w| w.order_by(key.desc())).eq(1));
}

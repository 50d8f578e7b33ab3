//! Without GROUP BY there are no groups to rank.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.customer_id).qualify(|_, o| rank().over(|w| w.order_by(o.total.sum().desc())).eq(1));
}

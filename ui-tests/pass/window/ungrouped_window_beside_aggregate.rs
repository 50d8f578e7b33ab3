//! A window over rows stands beside a sum of all.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| (rank().over(|w| w.order_by(o.id.asc())), o.total.sum().over(|w| w)));
}

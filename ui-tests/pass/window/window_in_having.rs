//! HAVING comes before windows.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.customer_id).select(|id, _| rank().over(|w| w.order_by(id.asc())).eq(1));
}

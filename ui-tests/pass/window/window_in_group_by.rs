//! GROUP BY comes before windows.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.id).select(|id, _| rank().over(|w| w.order_by(id.asc())));
}

//! A frame has all the rows between its bounds.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.total.sum().over(|w| w.order_by(o.id.asc()).rows_unbounded_preceding()));
}

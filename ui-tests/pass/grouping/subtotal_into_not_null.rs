//! A key is NULL in the rows of subtotals.

use crate::models::*;
use redshift_orm::prelude::*;

#[derive(Selectable)]
struct Totals {
    customer_id: i64,
    orders: i64,
}

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.customer_id).select(|customer_id, _| SelectTotals { customer_id, orders: count_star() });
}

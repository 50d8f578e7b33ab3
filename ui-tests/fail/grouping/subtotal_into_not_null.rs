//! A key is NULL in the rows of subtotals.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

#[derive(Selectable)]
struct Totals {
    customer_id: i64,
    orders: i64,
}

fn main() {
    let _ = Order::query()
        .group_by(|o| rollup(o.customer_id))
        .select(|customer_id, _| SelectTotals { customer_id, orders: count_star() });
}

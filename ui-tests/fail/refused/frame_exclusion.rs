//! A frame has all the rows between its bounds.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query()
        .select(|o| o.total.sum().over(|w| w.order_by(o.id.asc()).rows_unbounded_preceding().exclude_ties()));
}

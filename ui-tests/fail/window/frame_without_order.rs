//! A frame counts rows in an order.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.total.sum().over(|w| w.rows_unbounded_preceding()));
}

//! A window over rows stands beside a sum of all.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| (rank().over(|w| w.order_by(o.id.asc())), o.total.sum()));
}

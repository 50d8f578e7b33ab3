//! LAG needs an order.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.total.lag(1).over(|w| w.partition_by(o.id)));
}

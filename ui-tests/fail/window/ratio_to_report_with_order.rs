//! A share of a partition has no order.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.total.ratio_to_report().over(|w| w.order_by(o.id.asc())));
}

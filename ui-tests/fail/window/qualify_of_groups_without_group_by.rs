//! Without GROUP BY there are no groups to rank.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().qualify(|o| rank().over(|w| w.order_by(o.total.sum().desc())).eq(1));
}

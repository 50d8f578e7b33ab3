//! QUALIFY comes after GROUP BY.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().group_by(|o| o.customer_id).qualify(|_, o| rank().over(|w| w.order_by(o.total.desc())).eq(1));
}

//! A window function takes no window function.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| rank().over(|w| w.order_by(row_number().over(|w| w.order_by(o.id.asc())).asc())));
}

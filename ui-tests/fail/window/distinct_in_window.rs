//! COUNT(DISTINCT ..) is no window function.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.total.count_distinct().over(|w| w));
}

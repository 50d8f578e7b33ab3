//! A window function is computed behind WHERE.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().filter(|o| o.total.median().over(|w| w).gt(dec!(5)));
}

//! A window over groups takes aggregates.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.total.sum_of_groups().over(|w| w));
}

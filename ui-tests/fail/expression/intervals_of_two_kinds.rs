//! Months and days are not added to one another.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.placed_at + (months(1) + days(1)));
}

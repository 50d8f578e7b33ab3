//! INTERVAL_CMP takes intervals.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.id.interval_cmp(days(1)));
}

//! WHERE comes before grouping, so it sees single rows.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().filter(|o| o.total.sum().gt(dec!(1)));
}

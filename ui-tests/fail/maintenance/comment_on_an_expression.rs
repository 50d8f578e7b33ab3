//! A comment stands on a column of the table.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::comment("tax").column(|o| o.total + dec!(1));
}

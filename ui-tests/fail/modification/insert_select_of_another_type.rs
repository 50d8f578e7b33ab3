//! A DECIMAL does not go into a VARCHAR.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| InsertCustomer { name: o.total, region: null::<String>(), active: value(true) });
}

//! The column has no default.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| InsertCustomer { name: UseDefault, region: o.note, active: value(true) });
}

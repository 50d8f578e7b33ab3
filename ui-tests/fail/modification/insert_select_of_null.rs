//! What may be NULL does not go into a NOT NULL column.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| InsertCustomer { name: o.note, region: null::<String>(), active: value(true) });
}

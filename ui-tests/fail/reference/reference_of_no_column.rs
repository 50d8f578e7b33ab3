//! The target has no such field.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::Customer;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(references(Customer, key))]
    customer_id: i64,
}

fn main() {}

//! A foreign key has the type of its target.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::Customer;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(references(Customer))]
    customer_id: i32,
}

fn main() {}

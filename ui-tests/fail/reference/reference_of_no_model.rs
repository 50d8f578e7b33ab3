//! The target is no model.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(references(String))]
    customer_id: i64,
}

fn main() {}

//! A table is named without its schema.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(table = "sales.orders")]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
}

fn main() {}

//! A schema is named without its database.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(schema = "dev.sales", table = "orders")]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
}

fn main() {}

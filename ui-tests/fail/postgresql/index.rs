//! PostgreSQL has it, Redshift does not.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(index)]
    number: i64,
}

fn main() {}

//! No column has this type.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    value: std::time::Duration,
}

fn main() {}

//! A column has one type.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(varchar = 10, char = 10)]
    name: String,
}

fn main() {}

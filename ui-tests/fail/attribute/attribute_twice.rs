//! An attribute is given once.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(varchar = 10, varchar = 20)]
    name: String,
}

fn main() {}

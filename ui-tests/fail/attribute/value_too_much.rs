//! `distkey` takes no value.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(distkey = true)]
    name: String,
}

fn main() {}

//! Only text collates.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(collate = case_insensitive)]
    value: i64,
}

fn main() {}

//! The target has no primary key.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Airport {
    code: String,
}

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(references(Airport))]
    origin: String,
}

fn main() {}

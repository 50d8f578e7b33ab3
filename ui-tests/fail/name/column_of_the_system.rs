//! Redshift keeps the name for itself.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    oid: i64,
}

fn main() {}

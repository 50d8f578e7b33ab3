//! A name has a byte at least.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(table = "")]
struct Order {
    id: i64,
}

fn main() {}

//! A table has one primary key.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(primary_key(a))]
struct Order {
    a: i64,
    #[redshift(primary_key)]
    b: i64,
}

fn main() {}

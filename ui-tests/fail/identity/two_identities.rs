//! A table has one IDENTITY.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(identity)]
    a: i64,
    #[redshift(identity)]
    b: i64,
}

fn main() {}

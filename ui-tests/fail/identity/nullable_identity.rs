//! IDENTITY is never NULL.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(identity)]
    id: Option<i64>,
}

fn main() {}

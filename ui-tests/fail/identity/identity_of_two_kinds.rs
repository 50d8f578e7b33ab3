//! A column makes its values one way.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(identity, identity_by_default(1, 1))]
    id: i64,
}

fn main() {}

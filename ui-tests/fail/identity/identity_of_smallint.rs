//! IDENTITY is INTEGER or BIGINT.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(identity)]
    id: i16,
}

fn main() {}

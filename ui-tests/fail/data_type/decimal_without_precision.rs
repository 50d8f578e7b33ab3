//! DECIMAL has a precision and a scale.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    total: Decimal,
}

fn main() {}

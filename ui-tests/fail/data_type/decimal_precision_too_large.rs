//! DECIMAL has at most 38 digits.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(decimal(39, 2))]
    total: Decimal,
}

fn main() {}

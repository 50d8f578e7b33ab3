//! The scale is part of the precision.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(decimal(5, 4))]
    total: Decimal,
}

//! DECIMAL has a precision and a scale.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(decimal(12, 2))]
    total: Decimal,
}

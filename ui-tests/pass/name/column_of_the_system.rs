//! Redshift keeps the name for itself.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(column = "order_oid")]
    oid: i64,
}

//! A table is named without its schema.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(schema = "sales", table = "orders")]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
}

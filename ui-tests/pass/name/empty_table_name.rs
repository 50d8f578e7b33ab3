//! A name has a byte at least.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(table = "orders")]
struct Order {
    id: i64,
}

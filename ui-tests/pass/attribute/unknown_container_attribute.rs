//! An attribute that does not exist.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(table = "orders")]
struct Order {
    id: i64,
    at: NaiveDateTime,
    name: String,
}

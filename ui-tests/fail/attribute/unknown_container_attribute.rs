//! An attribute that does not exist.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(tabel = "orders")]
struct Order {
    id: i64,
    at: NaiveDateTime,
    name: String,
}

fn main() {}

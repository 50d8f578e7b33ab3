//! A text stands in quotes.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(default = "open")]
    status: String,
}

fn main() {}

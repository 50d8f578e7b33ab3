//! A distribution style that does not exist.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(diststyle = hash)]
struct Order {
    id: i64,
    at: NaiveDateTime,
    name: String,
}

fn main() {}

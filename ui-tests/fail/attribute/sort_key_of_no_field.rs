//! Attribute lists name fields.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(sortkey(att))]
struct Order {
    id: i64,
    at: NaiveDateTime,
    name: String,
}

fn main() {}

//! A table has one sort key.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(sortkey(at, name))]
struct Order {
    id: i64,
    at: NaiveDateTime,
    name: String,
}

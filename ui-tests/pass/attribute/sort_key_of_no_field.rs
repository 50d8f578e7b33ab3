//! Attribute lists name fields.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(sortkey(at))]
struct Order {
    id: i64,
    at: NaiveDateTime,
    name: String,
}

//! SORTKEY AUTO names no columns.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(sortkey = auto, sortkey(at))]
struct Order {
    id: i64,
    at: NaiveDateTime,
    name: String,
}

fn main() {}

//! No column has this type.

use redshift_orm::prelude::*;

use std::time::Duration as Interval;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    value: Interval,
}

fn main() {}

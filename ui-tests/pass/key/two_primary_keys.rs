//! A table has one primary key.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(primary_key(a, b))]
struct Order {
    a: i64,
    b: i64,
}

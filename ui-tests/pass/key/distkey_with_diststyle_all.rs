//! A distribution key means DISTSTYLE KEY.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(diststyle = all)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    a: i64,
}

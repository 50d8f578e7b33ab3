//! A table has one distribution key.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(distkey)]
    a: i64,
    b: i64,
}

//! DISTSTYLE KEY needs a key.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(diststyle = key)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(distkey)]
    a: i64,
}

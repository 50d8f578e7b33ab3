//! VARCHAR has a byte at least.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(varchar = 1)]
    name: String,
}

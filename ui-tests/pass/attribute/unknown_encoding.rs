//! An encoding that does not exist.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(encode = zstd)]
    name: String,
}

//! VARCHAR has at most 65,535 bytes.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(varchar = 65535)]
    name: String,
}

//! CHAR has at most 4,096 bytes.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(char = 4096)]
    code: String,
}

//! VARCHAR has at most 65,535 bytes, four for each character.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(varchar_multiplier = 4)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(varchar = 16383)]
    name: String,
}

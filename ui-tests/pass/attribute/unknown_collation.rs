//! A collation that does not exist.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(collate = case_insensitive)]
    name: String,
}

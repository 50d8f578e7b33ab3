//! SUPER is no distribution key.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(distkey)]
    data: serde_json::Value,
}

fn main() {}

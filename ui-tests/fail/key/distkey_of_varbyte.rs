//! VARBYTE is no distribution key.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(distkey)]
    data: Vec<u8>,
}

fn main() {}

//! VARBYTE has at most 16,777,216 bytes.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(varbyte = 16777217)]
    data: Vec<u8>,
}

fn main() {}

//! Text is a VARCHAR.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(varbyte = 10)]
    name: String,
}

fn main() {}

//! The encoding is not for this type.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(encode = az64)]
    value: String,
}

fn main() {}

//! A name has at most 127 bytes.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(
    schema = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
)]
struct Order {
    id: i64,
}

fn main() {}

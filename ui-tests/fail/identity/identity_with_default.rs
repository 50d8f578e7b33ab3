//! IDENTITY makes its own values.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(identity, default = "1")]
    id: i64,
}

fn main() {}

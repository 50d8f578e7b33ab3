//! IDENTITY counts.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(identity)]
    id: String,
}

fn main() {}

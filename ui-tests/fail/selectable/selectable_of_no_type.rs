//! A field has a column type.

use redshift_orm::prelude::*;

#[derive(Selectable)]
struct Spend {
    orders: u64,
}

fn main() {}

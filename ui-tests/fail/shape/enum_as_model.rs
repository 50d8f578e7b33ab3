//! A table has columns, an enum has none.

use redshift_orm::prelude::*;

#[derive(Model)]
enum Order {
    Open,
    Closed,
}

fn main() {}

//! A row has fields.

use redshift_orm::prelude::*;

#[derive(Selectable)]
enum Spend {
    None,
}

fn main() {}

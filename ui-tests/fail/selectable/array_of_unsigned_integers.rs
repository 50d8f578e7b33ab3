//! The items of an array are columns, each of a type of Redshift's.

use redshift_orm::prelude::*;

#[derive(Selectable)]
struct Totals {
    counts: [u32; 2],
}

fn main() {}

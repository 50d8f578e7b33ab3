//! An array of columns is a row in a row by itself.

use redshift_orm::prelude::*;

#[derive(Selectable)]
struct Totals {
    customer: i64,
    #[redshift(nested)]
    totals: [Option<Decimal>; 2],
}

fn main() {}

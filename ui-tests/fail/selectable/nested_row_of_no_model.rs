//! A nested row is a model or another selectable struct.

use redshift_orm::prelude::*;

#[derive(Debug)]
struct Buyer;

#[derive(Debug, Selectable)]
struct Line {
    id: i64,
    #[redshift(nested)]
    buyer: Buyer,
}

fn main() {}

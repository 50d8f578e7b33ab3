//! A table has a column at least.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {}

fn main() {}

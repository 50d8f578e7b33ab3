//! What is selected has a name.

use redshift_orm::prelude::*;

#[derive(Selectable)]
struct Spend(i64);

fn main() {}

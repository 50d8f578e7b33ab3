//! A column has a name.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order(i64);

fn main() {}

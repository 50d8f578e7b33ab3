//! A column holds one value.

use redshift_orm::prelude::*;

#[derive(SqlType)]
struct Point(f64, f64);

fn main() {}

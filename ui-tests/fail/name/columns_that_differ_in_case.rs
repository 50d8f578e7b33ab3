//! Redshift folds names to lower case.

use redshift_orm::prelude::*;

#[derive(Model)]
#[allow(non_snake_case)]
struct Order {
    name: String,
    Name: String,
}

fn main() {}

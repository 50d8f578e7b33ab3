//! A table has one form.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order<T> {
    id: T,
}

fn main() {}

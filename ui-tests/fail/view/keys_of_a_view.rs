//! A view stores nothing and has no keys; every mistake is reported.

use redshift_orm::prelude::*;

#[derive(Debug, Model)]
#[redshift(view, sortkey(name))]
struct Sorted {
    #[redshift(primary_key)]
    id: i64,
    #[redshift(varchar = 10)]
    name: String,
}

fn main() {}

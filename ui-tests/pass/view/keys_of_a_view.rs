//! A view stores nothing and has no keys; every mistake is reported.

use redshift_orm::prelude::*;

#[derive(Debug, Model)]
#[redshift(view)]
struct Sorted {
    id: i64,
    name: String,
}

pub(crate) fn twin() {}

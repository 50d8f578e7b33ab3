//! A materialized view has no keys and fewer ways to be sorted; every mistake is reported.

use redshift_orm::prelude::*;

#[derive(Debug, Model)]
#[redshift(materialized_view, diststyle = all, sortkey(name))]
struct Sorted {
    id: i64,
    number: i64,
    name: String,
}

pub(crate) fn twin() {}

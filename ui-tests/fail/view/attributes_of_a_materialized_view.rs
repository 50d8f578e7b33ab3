//! A materialized view has no keys and fewer ways to be sorted; every mistake is reported.

use redshift_orm::prelude::*;

#[derive(Debug, Model)]
#[redshift(materialized_view, diststyle = auto, interleaved_sortkey(name))]
struct Sorted {
    #[redshift(primary_key)]
    id: i64,
    #[redshift(identity)]
    number: i64,
    #[redshift(encode = zstd)]
    name: String,
}

fn main() {}

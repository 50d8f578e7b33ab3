//! An interleaved key has at most eight columns.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(interleaved_sortkey(a, b, c, d, e, f, g, h, i))]
struct Order {
    a: i64,
    b: i64,
    c: i64,
    d: i64,
    e: i64,
    f: i64,
    g: i64,
    h: i64,
    i: i64,
}

fn main() {}

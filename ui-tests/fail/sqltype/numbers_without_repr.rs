//! Numbers of variants are kept where a `repr` says so.

use redshift_orm::prelude::*;

#[derive(SqlType)]
enum Priority {
    Low = 1,
    High = 9,
}

fn main() {}

//! No column has unsigned integers.

use redshift_orm::prelude::*;

#[derive(SqlType)]
#[repr(u8)]
enum Priority {
    Low = 1,
    High = 9,
}

fn main() {}

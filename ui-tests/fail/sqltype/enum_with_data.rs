//! A column holds a name or a number.

use redshift_orm::prelude::*;

#[derive(SqlType)]
enum Status {
    Open,
    Closed(i64),
}

fn main() {}

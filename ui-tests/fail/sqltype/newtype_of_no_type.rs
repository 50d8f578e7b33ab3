//! A newtype wraps a column type.

use redshift_orm::prelude::*;

#[derive(SqlType)]
struct Page(u64);

fn main() {}

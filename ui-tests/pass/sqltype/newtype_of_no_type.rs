//! A newtype wraps a column type.

use redshift_orm::prelude::*;

#[derive(SqlType)]
struct Page(i64);

//! No column has unsigned integers.

use redshift_orm::prelude::*;

#[derive(SqlType)]
#[repr(i16)]
enum Priority {
    Low = 1,
    High = 9,
}

//! A case that does not exist.

use redshift_orm::prelude::*;

#[derive(SqlType)]
#[redshift(rename_all = "snake_case")]
enum Status {
    Open,
}

//! A name means one variant.

use redshift_orm::prelude::*;

#[derive(SqlType)]
enum Status {
    Open,
    #[redshift(rename = "Shut")]
    Closed,
}

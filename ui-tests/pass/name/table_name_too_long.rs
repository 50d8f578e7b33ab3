//! A name has at most 127 bytes.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(
    table = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
)]
struct Order {
    id: i64,
}

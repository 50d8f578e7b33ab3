//! A name has at most 127 bytes.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(
        column = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
    )]
    name: String,
}

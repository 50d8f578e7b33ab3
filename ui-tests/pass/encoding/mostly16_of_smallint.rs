//! The encoding is not for this type.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(encode = mostly8)]
    value: i16,
}

//! A table has one IDENTITY.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(identity)]
    a: i64,
    b: i64,
}

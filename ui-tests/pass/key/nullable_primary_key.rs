//! A primary key is never NULL.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key)]
    id: i64,
}

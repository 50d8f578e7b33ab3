//! `varchar` takes a width.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(varchar = 10)]
    name: String,
}

//! PostgreSQL has it, Redshift does not.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    number: i64,
}

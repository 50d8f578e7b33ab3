//! A foreign key has the width of its target.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Airport {
    #[redshift(primary_key, varchar = 3)]
    code: String,
}

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(varchar = 3, references(Airport))]
    origin: String,
}

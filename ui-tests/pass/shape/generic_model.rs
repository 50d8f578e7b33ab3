//! A table has one form.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    id: i64,
}

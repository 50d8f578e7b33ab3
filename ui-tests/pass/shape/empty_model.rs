//! A table has a column at least.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    id: i64,
}

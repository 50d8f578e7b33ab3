//! A column has a name.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    id: i64,
}

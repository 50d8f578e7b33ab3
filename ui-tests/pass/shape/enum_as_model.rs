//! A table has columns, an enum has none.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    open: bool,
}

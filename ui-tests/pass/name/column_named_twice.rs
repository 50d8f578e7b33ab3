//! Two fields have one column.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    name: String,
    #[redshift(column = "title")]
    title: String,
}

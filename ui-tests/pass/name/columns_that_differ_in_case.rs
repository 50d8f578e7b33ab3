//! Redshift folds names to lower case.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    name: String,
    other_name: String,
}

//! What is selected has a name.

use redshift_orm::prelude::*;

#[derive(Selectable)]
struct Spend {
    total: i64,
}

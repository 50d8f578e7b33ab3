//! A row has fields.

use redshift_orm::prelude::*;

#[derive(Selectable)]
struct Spend {
    none: bool,
}

//! The derive of Model makes the struct selectable already.

use redshift_orm::prelude::*;

#[derive(Debug, Model, Selectable)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    note: Option<String>,
}

fn main() {}

//! A query gives a row for each match, not a list of them.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

#[derive(Debug, Selectable)]
struct Orders {
    name: String,
    #[redshift(nested)]
    orders: Vec<Order>,
}

fn main() {}

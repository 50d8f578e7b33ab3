//! The rows of an upsert are the table's own.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {}

fn program(rows: Vec<NewCustomer>) {
    let _ = Order::upsert_many(rows);
}

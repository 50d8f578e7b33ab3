//! New rows have no id to match by.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {}

fn program(rows: Vec<NewCustomer>) {
    let _ = Customer::upsert_many(rows).on(|c| c.id);
}

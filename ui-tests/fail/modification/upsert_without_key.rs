//! An upsert names its key.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {}

fn program(db: Database, rows: Vec<Customer>) {
    let _ = Customer::upsert_many(rows).execute(&db);
}

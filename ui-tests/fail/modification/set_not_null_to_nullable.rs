//! The value may be NULL, the column is declared NOT NULL.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::update().set(|c| c.name.to(c.region)).all_rows();
}

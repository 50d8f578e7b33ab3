//! The column is declared NOT NULL.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::insert(NewCustomer { name: None, region: None, active: true });
}

//! A column without a default needs a value.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::insert(NewCustomer { region: None, active: true });
}

//! The identity is made by Redshift.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::insert(NewCustomer { id: 1, name: "Ada".into(), region: None, active: true });
}

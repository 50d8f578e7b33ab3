//! A simple CASE compares values of one type.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().select(|c| case_of(c.region).when(1, 2).end());
}

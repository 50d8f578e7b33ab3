//! Both sides of a set operation have the same columns.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().select(|c| c.id).union(Customer::query().select(|c| c.name));
}

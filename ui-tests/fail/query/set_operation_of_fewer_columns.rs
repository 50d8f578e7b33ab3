//! Both sides of a set operation have the same number of columns.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().select(|c| (c.id, c.name)).except(Customer::query().select(|c| c.id));
}

//! A MERGE says which rows match before what happens to them.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {}

fn program() {
    let _ = Customer::merge(Customer::query()).when_matched_update(|(c, s)| c.name.to(s.name));
}

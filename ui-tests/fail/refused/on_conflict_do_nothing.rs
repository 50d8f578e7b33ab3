//! No row is a duplicate.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {}

fn program(new: NewCustomer) {
    let _ = Customer::insert(new).on_conflict_do_nothing();
}

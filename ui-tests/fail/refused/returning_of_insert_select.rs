//! Redshift has no such thing.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::insert_select(Customer::query().select(|c| (c.name, c.region, c.active))).returning(|c| c.id);
}

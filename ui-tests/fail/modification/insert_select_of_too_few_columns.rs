//! The tuple has one column less than the table.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::insert_select(Customer::query().select(|c| (c.name, c.region)));
}

//! The rows of another model are no rows of this one.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::insert_select(Customer::query());
}

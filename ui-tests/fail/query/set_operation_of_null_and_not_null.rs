//! The columns of a set operation agree in whether they may be NULL.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.note).union(Customer::query().select(|c| c.name));
}

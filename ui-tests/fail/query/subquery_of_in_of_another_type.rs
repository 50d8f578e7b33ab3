//! IN compares: the types on both sides agree.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().filter(|c| c.name.in_query(Order::query().select(|o| o.customer_id)));
}

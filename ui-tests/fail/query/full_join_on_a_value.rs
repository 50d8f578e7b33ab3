//! The key of a full join is no value.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().full_join(Customer::query(), |o| o.customer_id, |_| 7_i64);
}

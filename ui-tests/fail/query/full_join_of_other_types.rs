//! The keys of a full join compare.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().full_join(Customer::query(), |o| o.customer_id, |c| c.name);
}

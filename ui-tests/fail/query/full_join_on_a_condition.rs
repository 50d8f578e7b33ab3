//! A full join is on equal keys: Redshift refuses other conditions.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().full_join(Customer::query(), |o| o.total.gt(dec!(5)), |c| c.id);
}

//! IN of a query is another method than IN of a list.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().filter(|o| o.customer_id.in_(Customer::query().select(|c| c.id)));
}

//! INNER JOIN has another name.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().inner_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id));
}

//! The join condition of an UPDATE sees single rows.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::update().from(Customer::query(), |(o, c)| o.customer_id.eq(c.id.max()));
}

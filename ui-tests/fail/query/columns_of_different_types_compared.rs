//! BIGINT and VARCHAR do not compare.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().join(Customer::query(), |(o, c)| o.customer_id.eq(c.name));
}

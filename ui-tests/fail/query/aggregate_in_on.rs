//! ON sees single rows.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().join(Customer::query(), |(o, c)| o.id.max().eq(c.id));
}

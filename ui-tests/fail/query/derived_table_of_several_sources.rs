//! A derived table of several sources says what its columns are.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let pairs = Order::query().join(Customer::query(), |(o, c)| o.customer_id.eq(c.id));
    let _ = Customer::query().join(pairs, |(c, (_, d))| c.id.eq(d.id));
}

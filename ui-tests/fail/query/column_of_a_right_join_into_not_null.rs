//! A right join may find no match before it.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query()
        .right_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .select(|(o, c)| SelectSpend { name: c.name, orders: o.id, total: o.total });
}

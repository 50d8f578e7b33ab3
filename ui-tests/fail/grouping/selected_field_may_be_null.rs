//! SUM over no rows is NULL.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query()
        .join(Order::query(), |(c, o)| c.id.eq(o.customer_id))
        .group_by(|(c, _)| c.name)
        .select(|name, (_, o)| SelectSpend { name, orders: o.id.sum(), total: o.total.sum() });
}

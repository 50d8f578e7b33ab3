//! COUNT is a BIGINT.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query()
        .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .group_by(|(_, c)| c.name)
        .select(|name, (o, _)| SelectSpend { name, orders: count_star(), total: o.total.sum() });
}

//! A right join may find no match before it.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query()
        .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .select(|(o, c)| SelectSpend { name: c.name, orders: o.id, total: o.total });
}

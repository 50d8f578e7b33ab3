//! SUM over no rows is NULL.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query()
        .join(Order::query(), |(c, o)| c.id.eq(o.customer_id))
        .group_by(|(c, _)| c.name)
        .select(|name, (_, o)| SelectSpend { name, orders: o.id.count(), total: o.total.sum() });
}

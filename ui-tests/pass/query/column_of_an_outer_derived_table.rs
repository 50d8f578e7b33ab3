//! On the other side of an outer join everything may be NULL, even COUNT(*).

use redshift_orm::prelude::*;
use crate::models::*;

#[derive(Selectable)]
struct Orders {
    #[allow(dead_code)]
    name: String,
    #[allow(dead_code)]
    orders: Option<i64>,
}

pub(crate) fn twin() {
    let counts = Order::query().group_by(|o| o.customer_id).select(|id, _| (id, count_star()));
    let _ = Customer::query()
        .left_join(counts, |(c, (id, _))| c.id.eq(id))
        .select(|(c, (_, orders))| SelectOrders { name: c.name, orders });
}

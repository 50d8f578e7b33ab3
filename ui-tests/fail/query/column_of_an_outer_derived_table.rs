//! On the other side of an outer join everything may be NULL, even COUNT(*).

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

#[derive(Selectable)]
struct Orders {
    #[allow(dead_code)]
    name: String,
    #[allow(dead_code)]
    orders: i64,
}

fn main() {
    let counts = Order::query().group_by(|o| o.customer_id).select(|id, _| (id, count_star()));
    let _ = Customer::query()
        .left_join(counts, |(c, (id, _))| c.id.eq(id))
        .select(|(c, (_, orders))| SelectOrders { name: c.name, orders });
}

//! The customer may be missing.

use crate::models::*;
use redshift_orm::prelude::*;

#[derive(Selectable)]
struct Line {
    #[redshift(nested)]
    customer: Option<Customer>,
    id: i64,
}

pub(crate) fn twin() {
    let _ = Order::query()
        .left_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .select(|(o, c)| SelectLine { customer: c, id: o.id });
}

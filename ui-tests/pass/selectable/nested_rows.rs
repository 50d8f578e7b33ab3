//! A query gives a row for each match, not a list of them.

use redshift_orm::prelude::*;

use crate::models::*;

#[derive(Debug, Selectable)]
struct OrderOf {
    name: String,
    #[redshift(nested)]
    order: Order,
}

pub(crate) fn twin() {
    let _ = Customer::query()
        .join(Order::query(), |(c, o)| c.id.eq(o.customer_id))
        .select(|(c, o)| SelectOrderOf { name: c.name, order: o });
}

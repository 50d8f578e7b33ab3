//! DELETE takes no outer join.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let lost = Order::query()
        .left_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .filter(|(_, c)| c.id.is_null())
        .select(|(o, _)| o.id);
    let _ = Order::delete().using(lost, |(o, id)| o.id.eq(id));
}

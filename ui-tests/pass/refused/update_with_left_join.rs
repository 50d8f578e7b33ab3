//! UPDATE takes no outer join.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let names = Order::query().left_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id)).select(|(o, c)| (o.id, c.name));
    let _ = Order::update().from(names, |(o, (id, _))| o.id.eq(id)).set(|(o, (_, name))| o.note.to(name));
}

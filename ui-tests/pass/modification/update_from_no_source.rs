//! A model is no source, its query is.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::update().from(Customer::query(), |(o, c)| o.customer_id.eq(c.id)).set(|(o, c)| o.note.to(c.name));
}

//! What may be NULL does not go into a NOT NULL column.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| InsertCustomer { name: o.note.coalesce(""), region: null::<String>(), active: value(true) });
}

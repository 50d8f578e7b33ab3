//! The MERGE says nothing about rows without a match.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::merge(Order::query())
        .on(|(c, o)| c.id.eq(o.customer_id))
        .when_matched_delete()
        .when_not_matched_insert(|o| (o.note.coalesce(""), o.note, value(true)));
}

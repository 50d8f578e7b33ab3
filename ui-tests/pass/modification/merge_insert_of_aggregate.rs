//! The row of a MERGE is made of a single row of the source.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let last = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.note.max()));
    let _ = Customer::merge(last)
        .on(|(c, (id, _))| c.id.eq(id))
        .when_matched_delete()
        .when_not_matched_insert(|(_, note)| InsertCustomer { name: value("Ada"), region: note, active: value(true) });
}

//! The row of a MERGE has a BIGINT where the column is a VARCHAR.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::merge(Order::query())
        .on(|(c, o)| c.id.eq(o.customer_id))
        .when_matched_delete()
        .when_not_matched_insert(|o| InsertCustomer { name: value("Ada"), region: o.note, active: value(true) });
}

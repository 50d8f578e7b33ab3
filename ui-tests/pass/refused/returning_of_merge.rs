//! Redshift has no such thing.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::merge(Order::query()).on(|(c, o)| c.id.eq(o.customer_id));
}

//! A clause of MERGE has no condition of its own.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::merge(Order::query().filter(|o| o.total.gt(dec!(0)))).on(|(c, o)| c.id.eq(o.customer_id));
}

//! A MERGE takes no WITH.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let ids = Order::query().select(|o| o.customer_id);
    let _ = Customer::merge(ids);
}

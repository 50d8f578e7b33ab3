//! Both sides of a set operation have the same columns.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Customer::query().select(|c| c.id).union(Order::query().select(|o| o.customer_id));
}

//! The columns of a set operation agree in whether they may be NULL.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.note).union(Customer::query().select(|c| c.name.nullable()));
}

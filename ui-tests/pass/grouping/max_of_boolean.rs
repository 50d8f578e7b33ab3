//! MAX takes what has an order.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Customer::query().select(|c| c.name.max());
}

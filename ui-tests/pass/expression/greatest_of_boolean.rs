//! A BOOLEAN has no order.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Customer::query().select(|c| c.id.greatest(1));
}

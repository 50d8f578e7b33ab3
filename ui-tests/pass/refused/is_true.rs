//! IS TRUE is a predicate of WHERE alone.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().filter(|c| c.active.eq(true));
}

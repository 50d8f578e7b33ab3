//! TO_CHAR takes dates and numbers.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().select(|c| c.id.to_char("9"));
}

//! TRY_CAST takes no BOOLEAN to a TIMESTAMP.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().select(|c| c.active.try_cast::<i16>());
}

//! A text is neither true nor false.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().select(|c| (c.active.bool_or(), c.name.eq("Ada").bool_or()));
}

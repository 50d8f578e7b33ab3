//! `<<` takes integers.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().select(|c| c.name.len().shift_left(1));
}

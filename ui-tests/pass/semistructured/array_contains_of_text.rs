//! ARRAY_CONTAINS takes a SUPER.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.note.split_to_array(",").array_contains("a"));
}

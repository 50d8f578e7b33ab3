//! JSON_TYPEOF takes a SUPER.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.note.json_parse().json_typeof());
}

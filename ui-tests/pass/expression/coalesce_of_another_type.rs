//! COALESCE chooses among values of one type.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.note.coalesce("none"));
}

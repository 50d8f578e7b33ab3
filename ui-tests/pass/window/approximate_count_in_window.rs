//! DISTINCT is no part of a window.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.note.approximate_count_distinct());
}

//! An interval is multiplied with integers.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| days(2) * o.note.len() + o.placed_at);
}

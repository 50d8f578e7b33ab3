//! No SUPER value is made of a date or a time.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| object((("id", o.id), ("at", o.placed_at.to_char("YYYY-MM-DD")))));
}

//! An interval is not multiplied with a date.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.placed_at + days(2) * o.id);
}

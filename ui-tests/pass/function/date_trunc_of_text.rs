//! DATE_TRUNC takes a date.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.placed_at.date_trunc(DatePart::Month));
}

//! Redshift has no such thing beside tables.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.placed_at.datediff(DatePart::Day, o.placed_at));
}

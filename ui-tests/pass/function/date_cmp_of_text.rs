//! DATE_CMP takes dates.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.placed_at.date_cmp(DateTime::UNIX_EPOCH));
}

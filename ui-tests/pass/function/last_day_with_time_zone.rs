//! LAST_DAY takes no TIMESTAMPTZ.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.placed_at.cast::<NaiveDateTime>().last_day());
}

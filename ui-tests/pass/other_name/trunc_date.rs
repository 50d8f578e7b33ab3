//! The date of a TIMESTAMP has another name.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.placed_at.cast::<NaiveDateTime>().trunc_date());
}

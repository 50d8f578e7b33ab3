//! An interval is added to DATE, TIMESTAMP and TIMESTAMPTZ.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.placed_at + days(1));
}

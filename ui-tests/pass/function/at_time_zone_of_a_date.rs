//! AT TIME ZONE takes a TIMESTAMP or a TIMESTAMPTZ.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.placed_at.at_time_zone("UTC"));
}

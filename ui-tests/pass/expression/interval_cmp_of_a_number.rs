//! INTERVAL_CMP takes intervals.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| (days(1) * o.id).interval_cmp(days(1)));
}

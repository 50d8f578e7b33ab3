//! REINDEX takes no threshold.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::vacuum().sort_only().to_percent(75);
}

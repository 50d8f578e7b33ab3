//! A key is computed of single rows.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.total).select(|key, _| key);
}

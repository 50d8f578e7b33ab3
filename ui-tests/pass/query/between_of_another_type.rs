//! The ends have another type than the column.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.placed_at.between(DateTime::UNIX_EPOCH, Utc::now()));
}

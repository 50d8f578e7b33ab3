//! A CASE chooses between values of one level.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.id).select(|id, o| case().when(o.total.sum().gt(dec!(1)), id).end());
}

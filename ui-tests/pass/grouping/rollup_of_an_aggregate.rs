//! Groups are made of single rows.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| rollup(o.total));
}

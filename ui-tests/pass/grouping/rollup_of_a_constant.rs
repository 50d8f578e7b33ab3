//! Redshift takes no constants as grouping columns of ROLLUP.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| rollup((o.customer_id, o.id)));
}

//! GROUPING is of the keys.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| rollup(o.customer_id)).select(|customer, _| grouping(customer));
}

//! GROUPING tells subtotals from groups, and a plain key has none.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| cube(o.customer_id)).select(|customer, _| grouping(customer));
}

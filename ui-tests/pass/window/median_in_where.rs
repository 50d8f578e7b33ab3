//! A window function is computed behind WHERE.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.customer_id).having(|_, o| o.total.median().gt(dec!(5))).select(|id, _| id);
}

//! HAVING goes with GROUP BY.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.customer_id).having(|_, o| o.id.max().gt(5)).select(|_, o| o.id.max());
}

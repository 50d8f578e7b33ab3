//! WHERE stands before GROUP BY.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.id.gt(5)).group_by(|o| o.customer_id).select(|customer, _| customer);
}

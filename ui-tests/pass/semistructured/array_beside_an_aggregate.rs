//! A column of a single row does not stand beside an aggregate.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.customer_id).select(|customer, o| array((customer, o.total.sum())));
}

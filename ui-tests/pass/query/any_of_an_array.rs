//! There are no arrays to bind; `= ANY` takes a query.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.id.in_([1, 2]).or(o.id.eq_any(Order::query().select(|o| o.customer_id))));
}

//! The subquery of IN selects one column.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Customer::query().filter(|c| c.id.in_query(Order::query().select(|o| o.customer_id)));
}

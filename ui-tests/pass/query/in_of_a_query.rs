//! IN of a query is another method than IN of a list.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.customer_id.in_query(Customer::query().select(|c| c.id)));
}

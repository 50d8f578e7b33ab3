//! IN of a list is another method than IN of a query.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.customer_id.in_([1, 2]));
}

//! LEFT OUTER JOIN has another name.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().left_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id));
}

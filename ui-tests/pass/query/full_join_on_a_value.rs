//! The key of a full join is no value.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.customer_id.eq(7)).full_join(Customer::query(), |o| o.customer_id, |c| c.id);
}

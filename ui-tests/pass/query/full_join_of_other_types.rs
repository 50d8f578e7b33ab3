//! The keys of a full join compare.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().full_join(Customer::query(), |o| o.customer_id, |c| c.id);
}

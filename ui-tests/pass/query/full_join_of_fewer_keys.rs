//! Each side of a full join has as many keys as the other.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().full_join(Customer::query(), |o| (o.customer_id, o.note), |c| (c.id, c.region));
}

//! The join condition of an UPDATE sees single rows.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let largest = Customer::query().select(|c| c.id.max());
    let _ = Order::update().from(largest, |(o, largest)| o.customer_id.eq(largest));
}

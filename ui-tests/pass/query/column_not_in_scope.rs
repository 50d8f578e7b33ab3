//! The other table is not part of the query.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query()
        .join(Customer::query(), |(o, customer)| o.customer_id.eq(customer.id))
        .filter(|(_, customer)| customer.name.eq("Ada"));
}

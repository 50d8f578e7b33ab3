//! Rows of the target without a match stay.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::delete().filter(|c| c.id.not_in_query(Order::query().select(|o| o.customer_id)));
}

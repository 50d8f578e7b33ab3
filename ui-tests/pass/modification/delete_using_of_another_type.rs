//! The join condition of a DELETE compares a number with a text.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::delete().using(Customer::query(), |(o, c)| o.customer_id.eq(c.id));
}

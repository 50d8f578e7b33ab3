//! A DECIMAL does not go into a VARCHAR.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| InsertCustomer { name: o.total.cast::<String>(), region: null::<String>(), active: value(true) });
}

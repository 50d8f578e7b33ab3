//! A number does not go into a VARCHAR.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| InsertCustomer { name: value("5"), region: o.note, active: value(true) });
}

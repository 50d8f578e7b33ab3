//! The column has no default.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| InsertCustomer { name: value("Ada"), region: o.note, active: value(true) });
}

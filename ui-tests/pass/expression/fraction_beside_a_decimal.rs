//! A fraction of Rust is no DECIMAL.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.total * dec!(1.5));
}

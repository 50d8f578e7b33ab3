//! ROUND takes a number with a fraction.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.total.round(1));
}

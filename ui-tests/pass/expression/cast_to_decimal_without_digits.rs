//! DECIMAL alone has no fraction.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.id.cast_decimal(12, 2));
}

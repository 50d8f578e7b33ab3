//! The model has no such field.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.total.gt(dec!(1)));
}

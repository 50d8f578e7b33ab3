//! No function gives several rows beside tables.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|_| row_number().over(|w| w));
}

//! The items have another type than the column.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.id.in_([1, 2]));
}

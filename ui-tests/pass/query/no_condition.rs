//! A BIGINT is no condition.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.id.gt(0));
}

//! A query is limited by LIMIT.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().limit(10);
}

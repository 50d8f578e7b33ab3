//! A scalar subquery is one value.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.id.eq(Order::query().select(|p| p.id).limit(1).scalar()));
}

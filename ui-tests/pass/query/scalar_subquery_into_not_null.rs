//! A scalar subquery without a row is NULL.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::update().set(|o| o.note.to(Order::query().select(|p| p.note).limit(1).scalar()));
}

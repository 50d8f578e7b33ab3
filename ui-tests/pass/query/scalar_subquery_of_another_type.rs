//! What a scalar subquery is compared with is of its type.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.total.eq(Order::query().select(|p| p.total.max()).scalar()));
}

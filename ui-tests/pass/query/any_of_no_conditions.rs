//! What is gathered are conditions.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| any_of([o.id.eq(1), o.customer_id.eq(1)]));
}

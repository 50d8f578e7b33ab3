//! QUALIFY is about window functions.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.customer_id.eq(1));
}

//! The step of a recursive common table expression has the columns of its seed.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = with_recursive("x", Customer::query().select(|c| c.id), |_| Order::query().select(|o| o.customer_id), |x| x.query());
}

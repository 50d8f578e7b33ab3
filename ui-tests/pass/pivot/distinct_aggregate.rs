//! PIVOT is by a bare call.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().pivot(|o| o.customer_id, |o| o.total.count(), |o| o.note, ["gift"]);
}

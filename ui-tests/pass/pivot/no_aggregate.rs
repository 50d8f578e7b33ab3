//! PIVOT makes one value of many.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().pivot(|o| o.customer_id, |o| o.total.max(), |o| o.note, ["gift"]);
}

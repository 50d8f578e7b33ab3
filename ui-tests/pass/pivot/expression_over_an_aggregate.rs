//! Nothing stands around the call in PIVOT.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().pivot(|o| o.customer_id, |o| (o.total * dec!(2)).sum(), |o| o.note, ["gift"]);
    let _ = Order::query()
        .pivot(|o| o.customer_id, |o| o.total.sum(), |o| o.note, ["gift"])
        .select(|(_, [gifts])| gifts * dec!(2));
}

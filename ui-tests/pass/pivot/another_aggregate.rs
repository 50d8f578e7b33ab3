//! PIVOT is by COUNT, SUM, MIN, MAX and AVG.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().pivot(|o| o.customer_id, |o| o.total.avg(), |o| o.note, ["gift"]);
    let _ = Order::query().group_by(|o| o.customer_id).select(|customer, o| {
        (customer, case_of(o.note).when("gift", o.total).end().stddev_samp())
    });
}

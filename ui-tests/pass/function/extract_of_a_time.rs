//! A TIME has no epoch and no day.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|_| value(NaiveTime::MIN).extract(TimePart::Second));
}

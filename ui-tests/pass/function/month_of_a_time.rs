//! A TIME has hours and minutes, and no months.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|_| value(NaiveTime::MIN).dateadd(TimePart::Hour, 1));
}

//! RANGE frames are not there.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.total.sum().over(|w| w.order_by(o.id.asc()).rows_between(FrameBound::Preceding(1), FrameBound::CurrentRow)));
}

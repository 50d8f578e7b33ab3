//! A rank is of rows, not of values.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.note.lag(1).ignore_nulls().over(|w| w.order_by(o.id.asc())));
}

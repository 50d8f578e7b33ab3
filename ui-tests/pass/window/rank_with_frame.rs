//! A rank has no frame.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| rank().over(|w| w.order_by(o.id.asc())));
}

//! WHERE comes before windows.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| row_number().over(|w| w.order_by(o.id.asc())).eq(1));
}

//! LAG gives NULL where there is no row.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.total.lag(1).over(|w| w.order_by(o.id.asc())).coalesce(dec!(0)));
}

//! ON comes before windows.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().join(Customer::query(), |(o, c)| o.customer_id.eq(c.id)).select(|(o, _)| rank().over(|w| w.order_by(o.id.asc())));
}

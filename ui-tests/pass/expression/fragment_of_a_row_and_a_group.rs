//! A fragment stands on one level.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.customer_id).select(|_, o| raw_expr::<Decimal, _>("{} / {}", (o.total.min(), o.total.max())));
}

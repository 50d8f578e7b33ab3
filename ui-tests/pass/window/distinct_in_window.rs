//! COUNT(DISTINCT ..) is no window function.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.total.count().over(|w| w));
}

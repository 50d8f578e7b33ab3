//! A window over groups takes aggregates.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.customer_id).select(|_, o| o.total.sum().sum_of_groups().over(|w| w));
}

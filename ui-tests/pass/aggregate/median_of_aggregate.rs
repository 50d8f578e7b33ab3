//! An aggregate takes single rows.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.customer_id).select(|_, o| o.total.sum().median_of_groups().over(|w| w));
}

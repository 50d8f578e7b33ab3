//! OVER follows the aggregate, not the expression.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.total.sum().over(|w| w) + dec!(1));
}

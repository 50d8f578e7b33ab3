//! Months and days are not added to one another.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.placed_at + months(1) + days(1));
}

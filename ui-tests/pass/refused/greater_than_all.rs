//! Redshift has `= ANY` and `<> ALL`, and no other.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.total.gt(Order::query().select(|o| o.total.max()).scalar()));
}

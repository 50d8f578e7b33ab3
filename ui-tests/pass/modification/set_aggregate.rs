//! SET computes of single rows.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::update().set(|o| o.total.to(o.total + dec!(1))).all_rows();
}

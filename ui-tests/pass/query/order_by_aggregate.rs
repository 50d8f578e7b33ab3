//! A query that is not grouped has single rows.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().order_by(|o| o.total.desc());
}

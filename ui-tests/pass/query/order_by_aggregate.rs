//! A query that is not grouped has single rows.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().order_by(|o| o.total.desc());
}

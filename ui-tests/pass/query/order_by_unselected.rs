//! After select, ORDER BY sees what was selected.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| (o.id, o.total)).order_by(|(_, total)| total.desc());
}

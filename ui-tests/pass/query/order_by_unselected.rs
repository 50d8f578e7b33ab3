//! After select, ORDER BY sees what was selected.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| (o.id, o.total)).order_by(|(_, total)| total.desc());
}

//! ORDER BY says the direction.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().order_by(|o| o.id.asc());
}

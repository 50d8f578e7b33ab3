//! ORDER BY says the direction.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().order_by(|o| o.id.asc());
}

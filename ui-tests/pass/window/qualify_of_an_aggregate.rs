//! QUALIFY is about window functions.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.customer_id).having(|_, o| o.total.sum().gt(dec!(10)));
}

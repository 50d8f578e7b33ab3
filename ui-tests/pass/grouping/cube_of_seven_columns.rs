//! A CUBE of seven columns makes 128 sets, and Redshift takes 64.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| cube((o.id, o.customer_id, o.total, o.id % 2, o.id % 3, o.id % 4)));
}

//! The column is neither a key nor inside an aggregate.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.note.max(), count_star()));
}

//! The column is neither a key nor inside an aggregate.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.note.max(), count_star()));
}

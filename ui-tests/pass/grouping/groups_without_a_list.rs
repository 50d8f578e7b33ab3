//! A grouped query says what it selects.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin(db: Database) {
    let _ = Order::query().group_by(|o| o.customer_id).select(|customer, _| (customer, count_star())).all(&db);
}

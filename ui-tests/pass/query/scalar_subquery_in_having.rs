//! HAVING takes no scalar subquery.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let orders = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.total.max())).derived();
    let _ = orders.filter(|(_, most)| most.lt(Order::query().select(|o| o.total.max()).scalar())).select(|(id, _)| id);
}

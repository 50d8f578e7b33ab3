//! The windows of a grouped query are over its groups.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, rank().over(|w| w.order_by(o.id.asc()))));
}

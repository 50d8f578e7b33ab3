//! HAVING sees keys and aggregates.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().group_by(|o| o.customer_id).having(|_, o| o.total.gt(dec!(1))).select(|id, _| id);
}

//! GROUPING is of the keys.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().group_by(|o| rollup(o.customer_id)).select(|_, o| grouping(o.total));
}

//! GROUPING tells subtotals from groups, and a plain key has none.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().group_by(|o| o.customer_id).select(|customer, _| grouping(customer));
}

//! HAVING comes before windows.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().group_by(|o| o.customer_id).having(|id, _| rank().over(|w| w.order_by(id.asc())).eq(1));
}

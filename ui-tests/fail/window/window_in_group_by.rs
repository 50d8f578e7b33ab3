//! GROUP BY comes before windows.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().group_by(|o| rank().over(|w| w.order_by(o.id.asc())));
}

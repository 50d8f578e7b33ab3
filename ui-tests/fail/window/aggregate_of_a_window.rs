//! An aggregate takes single rows.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.total.lag(1).over(|w| w.order_by(o.id.asc())).max());
}

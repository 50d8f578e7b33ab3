//! After select, ORDER BY sees what was selected.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| (o.id, o.total)).order_by(|o| o.total.desc());
}

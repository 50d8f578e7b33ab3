//! Redshift has `= ANY` and `<> ALL`, and no other.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().filter(|o| o.total.gt_all(Order::query().select(|o| o.total)));
}

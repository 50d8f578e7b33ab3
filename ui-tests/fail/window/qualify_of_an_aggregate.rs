//! QUALIFY is about window functions.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().group_by(|o| o.customer_id).qualify(|_, o| o.total.sum().gt(dec!(10)));
}

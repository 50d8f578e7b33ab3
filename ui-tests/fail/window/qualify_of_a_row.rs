//! QUALIFY is about window functions.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().qualify(|o| o.customer_id.eq(1));
}

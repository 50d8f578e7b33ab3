//! Redshift takes no constants as grouping columns of ROLLUP.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().group_by(|o| rollup((o.customer_id, value(1))));
}

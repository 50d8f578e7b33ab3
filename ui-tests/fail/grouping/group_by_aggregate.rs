//! A key is computed of single rows.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().group_by(|o| o.total.sum()).select(|key, _| key);
}

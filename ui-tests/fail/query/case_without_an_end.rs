//! A CASE ends.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| case().when(o.total.gt(100), 1));
}

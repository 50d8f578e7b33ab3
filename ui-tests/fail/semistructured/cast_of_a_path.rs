//! A cast of a SUPER gives NULL for what cannot be cast, so it has methods of its own.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.payload.path("a").cast::<i64>());
}

//! A column of one row stands beside a sum of all.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| (o.id, o.total.sum()));
}

//! A scalar subquery is one value.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().filter(|o| o.id.eq(Order::query().limit(1).scalar()));
}

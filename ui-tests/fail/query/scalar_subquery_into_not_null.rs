//! A scalar subquery without a row is NULL.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::update().set(|o| o.total.to(Order::query().select(|p| p.total).limit(1).scalar()));
}

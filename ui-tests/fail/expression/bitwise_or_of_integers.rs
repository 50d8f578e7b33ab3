//! The manual lists `|` for VARBYTE alone.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.customer_id.bitwise_or(1));
}

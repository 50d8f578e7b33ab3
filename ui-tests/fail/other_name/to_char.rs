//! TO_CHAR has another name.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.placed_at.format("%Y"));
}

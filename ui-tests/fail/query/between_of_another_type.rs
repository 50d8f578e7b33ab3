//! The ends have another type than the column.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().filter(|o| o.placed_at.between(1, Utc::now()));
}

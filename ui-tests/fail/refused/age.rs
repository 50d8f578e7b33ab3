//! Redshift has no such thing beside tables.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.placed_at.age(getdate()));
}

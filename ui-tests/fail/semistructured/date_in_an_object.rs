//! No SUPER value is made of a date or a time.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| object((("id", o.id), ("at", o.placed_at))));
}

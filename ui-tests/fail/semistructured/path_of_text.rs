//! A path leads into a SUPER, not into JSON in a VARCHAR.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.note.path("a"));
}

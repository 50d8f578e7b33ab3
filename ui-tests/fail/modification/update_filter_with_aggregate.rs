//! WHERE sees single rows.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::update().set(|o| o.note.to("x")).filter(|o| o.id.max().eq(1));
}

//! A VARCHAR column gets a number.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::update().set(|o| o.note.to(5)).all_rows();
}

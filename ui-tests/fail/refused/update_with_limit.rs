//! Redshift has no such thing.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::update().set(|o| o.note.to("x")).all_rows().limit(1);
}

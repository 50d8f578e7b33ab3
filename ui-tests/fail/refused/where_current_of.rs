//! A cursor is read, and names no row.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::update().set(|o| o.note.to("late")).where_current_of("c");
}

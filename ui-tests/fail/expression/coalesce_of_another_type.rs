//! COALESCE chooses among values of one type.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.note.coalesce(0));
}

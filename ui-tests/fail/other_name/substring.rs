//! SUBSTR is a function of the leader node.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.note.substr(1, 2));
}

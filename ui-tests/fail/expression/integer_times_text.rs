//! Arithmetic takes numbers.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| 2 * o.note);
}

//! DISTINCT is no part of a window.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.note.approximate_count_distinct().over(|w| w));
}

//! What a scalar subquery is compared with is of its type.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().filter(|o| o.note.eq(Order::query().select(|p| p.total.max()).scalar()));
}

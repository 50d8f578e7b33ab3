//! A text is no condition.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().filter(|o| o.id.eq(1).and(o.note));
}

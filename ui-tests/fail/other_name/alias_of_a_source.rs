//! A source is named by the closure.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().alias("o").filter(|o| o.id.eq(1));
}

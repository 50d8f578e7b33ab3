//! A DECIMAL has no bits.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.total.bitwise_and(o.total));
}

//! A part of a SUPER has no type to calculate in before it is cast.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.payload.path("a") + 1);
}

//! A part of a SUPER compares with a SUPER, or with a number after a cast.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().filter(|o| o.payload.path("a").eq(1));
}

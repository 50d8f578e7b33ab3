//! A BIGINT column is compared with a text.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().filter(|o| o.id.eq("seven"));
}

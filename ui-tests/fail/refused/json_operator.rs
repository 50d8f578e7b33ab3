//! JSON is navigated as a SUPER.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.payload.retrieve_as_text("a"));
}

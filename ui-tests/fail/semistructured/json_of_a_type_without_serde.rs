//! A type that JSON is read into implements the traits of serde.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

struct Address;

fn main() {
    let _ = Order::query().select(|o| o.payload.as_json::<Address>());
}

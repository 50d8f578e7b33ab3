//! A fraction of Rust is no DECIMAL.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.total * 1.5);
}

//! The column is declared NOT NULL.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::update().set(|o| o.id.to(None)).all_rows();
}

//! A grouped query says what it selects.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {}

fn program(db: Database) {
    let _ = Order::query().group_by(|o| o.customer_id).all(&db);
}

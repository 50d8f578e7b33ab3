//! A DELETE of every row is said in so many words.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {}

fn program(db: Database) {
    let _ = Order::delete().execute(&db);
}

//! A lock lasts as long as its transaction.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = async |db: Database| Order::lock(&db).await;
}

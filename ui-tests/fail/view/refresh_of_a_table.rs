//! A materialized view is refreshed, and nothing else is.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = async |db: Database| Customer::refresh(&db).await;
}

//! Readers execute queries alone.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = async |db: Database, rows: Vec<NewOrder>| Order::insert_many(rows).execute(&db.read()).await;
}

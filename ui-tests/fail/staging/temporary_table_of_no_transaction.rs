//! A session of the pool is anybody's.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = async |db: Database| Order::query().create_temporary_table("kept").execute(&db).await.map(drop);
}

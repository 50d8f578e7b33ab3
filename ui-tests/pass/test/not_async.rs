//! What executes with a database is awaited.

use redshift_orm::prelude::*;

#[redshift_orm::test]
async fn orders_are_counted(db: Database) {
    drop(db);
}

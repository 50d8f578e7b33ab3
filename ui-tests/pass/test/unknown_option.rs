//! The options of a test are those of its runtime.

use redshift_orm::prelude::*;

#[redshift_orm::test(flavor = "multi_thread")]
async fn orders_are_counted(db: Database) {
    drop(db);
}

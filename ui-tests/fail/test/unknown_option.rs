//! The options of a test are those of its runtime.

use redshift_orm::prelude::*;

#[redshift_orm::test(flavour = "multi_thread")]
async fn orders_are_counted(db: Database) {
    drop(db);
}

fn main() {}

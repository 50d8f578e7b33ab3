//! The attribute makes the test itself.

use redshift_orm::prelude::*;

#[redshift_orm::test]
#[test]
async fn orders_are_counted(db: Database) {
    drop(db);
}

fn main() {}

//! A test is given a database and nothing else.

use redshift_orm::prelude::*;

#[redshift_orm::test]
async fn orders_are_counted(db: Database, _orders: i64) {
    drop(db);
}

fn main() {}

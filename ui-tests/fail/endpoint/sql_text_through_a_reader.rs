//! Nobody knows whether SQL text writes, unless it is said.

use redshift_orm::prelude::*;

fn main() {
    let _ = |read: &redshift_orm::client::Reader| drop(sql_query::<i64>("SELECT 1").one(read));
}

//! Nobody knows whether SQL text writes, unless it is said.

use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = |read: &redshift_orm::client::Reader| drop(sql_query::<i64>("SELECT 1").read_only().one(read));
    let _ = async |db: Database| sql_query::<i64>("SELECT 1").read_only().one(&db.read()).await;
    let _ = async |db: Database| sql_query::<i64>("SELECT 1").one(&db).await;
}

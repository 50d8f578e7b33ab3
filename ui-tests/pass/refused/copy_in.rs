//! Redshift has no such thing.

use redshift_orm::prelude::*;

pub(crate) fn twin(db: Database) {
    let _ = raw_sql("copy orders from 's3://bucket/orders' iam_role default").execute(&db);
}

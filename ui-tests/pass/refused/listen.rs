//! Redshift has no such thing.

use redshift_orm::prelude::*;

pub(crate) fn twin(db: Database) {
    let _ = raw_sql("select 1").execute(&db);
}

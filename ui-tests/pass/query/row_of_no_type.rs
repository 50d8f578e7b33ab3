//! A row reads as a tuple, a model or a selectable struct.

use redshift_orm::prelude::*;

pub(crate) fn twin(db: Database) {
    let _ = sql_query::<(i64,)>("SELECT 1").all(&db);
}

//! The isolation level is the whole database's.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin(db: Database) {
    let _ = db.transaction(async |tx| Order::delete().all_rows().execute(&tx).await);
}

//! An upsert names its key.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin(db: Database, rows: Vec<Customer>) {
    let _ = Customer::upsert_many(rows).on(|c| c.id).execute(&db);
}

//! Redshift has no such thing.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin(db: Database) {
    let _ = Order::truncate(&db);
}

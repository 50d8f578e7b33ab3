//! The key is part of the row.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin(db: Database) {
    let _ = Visit::insert(NewVisit { page: PageId(1), visitor: VisitorId(2) }).execute(&db);
}

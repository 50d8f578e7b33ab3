//! There are no sequences.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin(db: Database, new: NewCustomer) {
    let _ = Customer::insert(new).id(&db);
}

//! The key of an upsert is columns, and no condition.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin(rows: Vec<NewCustomer>) {
    let _ = Customer::upsert_many(rows).on(|c| c.name);
}

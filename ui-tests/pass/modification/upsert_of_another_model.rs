//! The rows of an upsert are the table's own.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin(rows: Vec<NewCustomer>) {
    let _ = Customer::upsert_many(rows);
}

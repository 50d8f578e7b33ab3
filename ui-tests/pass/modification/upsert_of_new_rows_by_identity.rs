//! New rows have no id to match by.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin(rows: Vec<NewCustomer>) {
    let _ = Customer::upsert_many(rows).on(|c| (c.name, c.region));
}

//! A materialized view is read-only.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::insert_many([]);
}

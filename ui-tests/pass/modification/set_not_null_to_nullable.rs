//! The value may be NULL, the column is declared NOT NULL.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::update().set(|c| c.region.to(c.name)).all_rows();
}

//! The value may be NULL, the column is declared NOT NULL.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Customer::update().set(|c| c.region.to(c.name)).all_rows();
}

//! The column is declared NOT NULL.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::insert(NewCustomer { name: "Ada".into(), region: None, active: true });
}

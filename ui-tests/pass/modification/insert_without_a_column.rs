//! A column without a default needs a value.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::insert(NewCustomer { name: "Ada".into(), region: None, active: true });
}

//! The identity is made by Redshift.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Customer::insert(NewCustomer { name: "Ada".into(), region: None, active: true });
}

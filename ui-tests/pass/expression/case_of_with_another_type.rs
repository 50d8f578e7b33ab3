//! A simple CASE compares values of one type.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().select(|c| case_of(c.region).when("north", 2).end());
}

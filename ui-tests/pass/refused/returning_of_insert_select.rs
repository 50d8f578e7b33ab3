//! Redshift has no such thing.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::insert_select(Customer::query().select(|c| (c.name, c.region, c.active)));
}

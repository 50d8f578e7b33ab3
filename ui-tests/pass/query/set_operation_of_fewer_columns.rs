//! Both sides of a set operation have the same number of columns.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Customer::query().select(|c| (c.id, c.name)).except(Customer::query().select(|c| (c.id, c.name)));
}

//! A MERGE says which rows match before what happens to them.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::merge(Customer::query()).on(|(c, s)| c.id.eq(s.id)).when_matched_update(|(c, s)| c.name.to(s.name));
}

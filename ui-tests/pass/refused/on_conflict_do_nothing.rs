//! No row is a duplicate.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin(new: NewCustomer) {
    let _ = Customer::insert(new);
}

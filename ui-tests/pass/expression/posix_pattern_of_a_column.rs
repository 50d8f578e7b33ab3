//! A POSIX pattern is a literal.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().filter(|c| c.name.similar_to(c.region));
}

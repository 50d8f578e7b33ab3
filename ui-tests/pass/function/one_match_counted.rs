//! REGEXP_COUNT counts every match.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().select(|c| c.name.regexp_substr(regexp("a").occurrence(2)));
}

//! Redshift has no such thing.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().select(|c| c.region.quote_literal().coalesce("NULL"));
}

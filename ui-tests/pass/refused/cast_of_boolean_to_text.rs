//! A BOOLEAN is not cast to text.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Customer::query().select(|c| case().when(c.active, "yes").otherwise("no"));
}

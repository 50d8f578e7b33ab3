//! SIMILAR TO takes text.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().filter(|c| c.id.cast::<String>().similar_to("1%"));
}

//! Redshift makes no text of a BOOLEAN.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().select(|c| case().when(c.active, "yes").otherwise("no").listagg(","));
}

//! The values are sorted before anything is computed of them.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.note.listagg(",").within_group(o.id.asc()));
}

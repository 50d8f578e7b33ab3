//! A list is of all rows, a column of one.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.note.listagg(",")));
}

//! WHERE sees single rows.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().group_by(|o| o.customer_id).having(|_, o| o.note.listagg(",").eq("a,b")).select(|id, _| id);
}

//! LEN takes texts and bytes.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| (o.total.cast::<String>().len(), o.note.from_hex().len()));
}

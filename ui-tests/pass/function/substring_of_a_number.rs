//! SUBSTRING takes texts and bytes.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| (o.id.cast::<String>().substring(1, 2), o.note.from_hex().substring(1, 2)));
}

//! WHERE sees single rows.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::update().set(|o| o.note.to("x")).filter(|o| o.id.eq(1));
}

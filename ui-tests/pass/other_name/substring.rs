//! SUBSTR is a function of the leader node.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.note.substring(1, 2));
}

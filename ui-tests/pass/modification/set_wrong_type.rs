//! A VARCHAR column gets a number.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::update().set(|o| o.note.to("5")).all_rows();
}

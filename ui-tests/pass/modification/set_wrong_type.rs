//! A VARCHAR column gets a number.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::update().set(|o| o.note.to("5")).all_rows();
}

//! An assignment has another name.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::update().set(|o| o.note.to("late")).all_rows();
}

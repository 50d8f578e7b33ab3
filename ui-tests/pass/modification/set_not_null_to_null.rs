//! The column is declared NOT NULL.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::update().set(|o| o.note.to(None)).all_rows();
}

//! The column is declared NOT NULL.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::update().set(|o| o.note.to(None)).all_rows();
}

//! One column is no row.

use crate::models::*;
use redshift_orm::prelude::*;

#[derive(Selectable)]
struct Line {
    id: i64,
}

pub(crate) fn twin() {
    let _ = Order::query().select(|o| SelectLine { id: o.id });
}

//! The ends of a range have the type of the column.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Event::query().scan_range(|e| e.sort_key(), NaiveDateTime::default()..=NaiveDateTime::default());
}

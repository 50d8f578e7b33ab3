//! `..` restricts nothing.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Event::query().scan_range(|e| e.sort_key(), ..NaiveDateTime::default());
}

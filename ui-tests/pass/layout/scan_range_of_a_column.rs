//! A column that is not the leading one does not let a scan skip blocks.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Event::query().scan_range(|e| e.sort_key(), NaiveDateTime::default()..).filter(|e| e.kind.ge("a"));
}

//! The side of an outer join that may have no match has no rows of its own to scan.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Profile::query()
        .left_join(Event::query().scan_range(|e| e.sort_key(), NaiveDateTime::default()..), |(p, e)| {
            p.visitor.eq(e.visitor)
        });
}

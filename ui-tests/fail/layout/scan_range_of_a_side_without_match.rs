//! The side of an outer join that may have no match has no rows of its own to scan.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Profile::query()
        .left_join(Event::query(), |(p, e)| p.visitor.eq(e.visitor))
        .scan_range(|(_, e)| e.sort_key(), NaiveDateTime::default()..);
}

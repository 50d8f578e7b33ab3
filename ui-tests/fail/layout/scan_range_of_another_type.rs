//! The ends of a range have the type of the column.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Event::query().scan_range(|e| e.sort_key(), "2026-01-01".."2026-02-01");
}

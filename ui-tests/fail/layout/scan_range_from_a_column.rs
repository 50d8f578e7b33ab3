//! The ends of a range are known before the scan, and a column is not.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Event::query().filter(|a| Event::query().scan_range(|b| b.sort_key(), a.at..).exists());
}

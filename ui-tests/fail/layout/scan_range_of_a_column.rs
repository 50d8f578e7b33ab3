//! A column that is not the leading one does not let a scan skip blocks.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Event::query().scan_range(|e| e.kind, "a".."b");
}

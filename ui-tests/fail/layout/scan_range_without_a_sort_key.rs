//! Without a SORTKEY every block is read.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Score::query().scan_range(|s| s.sort_key(), 1..);
}

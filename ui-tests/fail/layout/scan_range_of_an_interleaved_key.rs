//! No column of an interleaved key leads.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Profile::query().scan_range(|p| p.sort_key(), 1..);
}

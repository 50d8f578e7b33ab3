//! `..` restricts nothing.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Event::query().scan_range(|e| e.sort_key(), ..);
}

//! A materialized view is read-only.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Kept::insert_many([]);
}

//! Views are read-only.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Names::create_view().with_check_option();
}

//! A view is read-only, and a table is no view.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Undefined::create_view();
}

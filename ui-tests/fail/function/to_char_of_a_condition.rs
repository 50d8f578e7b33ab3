//! TO_CHAR takes dates and numbers.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().select(|c| c.active.to_char("9"));
}

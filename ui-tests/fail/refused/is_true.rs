//! IS TRUE is a predicate of WHERE alone.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().filter(|c| c.active.is_true());
}

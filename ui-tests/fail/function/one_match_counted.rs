//! REGEXP_COUNT counts every match.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().select(|c| c.name.regexp_count(regexp("a").occurrence(2)));
}

//! A POSIX pattern is a literal.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().filter(|c| c.name.matches(c.region));
}

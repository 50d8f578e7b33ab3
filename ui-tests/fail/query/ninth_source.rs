//! A query has at most eight sources.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = eight().join(Customer::query(), |(a, ..)| a.id.eq(1));
}

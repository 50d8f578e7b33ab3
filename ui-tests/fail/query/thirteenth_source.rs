//! A query has at most twelve sources.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = twelve().join(Customer::query(), |(a, ..)| a.id.eq(1));
}

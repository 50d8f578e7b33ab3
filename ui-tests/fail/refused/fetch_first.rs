//! A query is limited by LIMIT.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().fetch_first(10);
}

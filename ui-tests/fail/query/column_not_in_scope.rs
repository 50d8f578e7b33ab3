//! The other table is not part of the query.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().filter(|o| customer.name.eq("Ada"));
}

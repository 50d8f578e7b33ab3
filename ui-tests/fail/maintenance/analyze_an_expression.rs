//! ANALYZE names columns.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::analyze().columns(|o| o.total + dec!(1));
}

//! HAVING goes with GROUP BY.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {}

fn program() {
    let _ = Order::query().having(|o| o.id.max().gt(5)).select(|o| o.id.max());
}

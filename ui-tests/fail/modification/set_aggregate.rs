//! SET computes of single rows.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::update().set(|o| o.customer_id.to(o.id.count())).all_rows();
}

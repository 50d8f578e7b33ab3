//! A CASE chooses between values of one level.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| case().when(o.total.sum().gt(dec!(1)), o.id).end());
}

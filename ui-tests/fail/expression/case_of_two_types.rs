//! The results of a CASE are of one type.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| case().when(o.id.gt(1), 1).otherwise("small"));
}

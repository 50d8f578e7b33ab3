//! A rank has no frame.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| rank().over(|w| w.order_by(o.id.asc()).rows_unbounded_preceding()));
}

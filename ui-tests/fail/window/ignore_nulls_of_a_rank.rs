//! A rank is of rows, not of values.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| rank().ignore_nulls().over(|w| w.order_by(o.id.asc())));
}

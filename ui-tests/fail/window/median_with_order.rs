//! A median is of the whole partition.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.total.median().over(|w| w.order_by(o.id.asc())));
}

//! A percentile is of the whole partition.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.total.percentile_cont(0.9).over(|w| w.order_by(o.id.asc()).rows_unbounded_preceding()));
}

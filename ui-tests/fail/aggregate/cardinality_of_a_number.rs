//! HLL_CARDINALITY takes a sketch.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.customer_id.hll_cardinality());
}

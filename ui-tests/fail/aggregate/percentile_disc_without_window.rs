//! PERCENTILE_DISC is a window function.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.total.percentile_disc(0.5));
}

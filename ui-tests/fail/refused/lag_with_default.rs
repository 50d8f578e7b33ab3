//! LAG gives NULL where there is no row.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.total.lag_or(1, dec!(0)));
}

//! OVER follows the aggregate, not the expression.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| (o.total.sum() + dec!(1)).over(|w| w));
}

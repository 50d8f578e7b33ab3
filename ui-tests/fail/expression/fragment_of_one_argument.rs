//! The arguments of a fragment are a tuple.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| raw_expr::<Decimal, _>("ABS({})", o.total));
}

//! A fragment stands on one level.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().group_by(|o| o.customer_id).select(|_, o| raw_expr::<Decimal, _>("{} / {}", (o.total, o.total.max())));
}

//! Redshift has no default frame.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.total.first_value().over(|w| w.order_by(o.id.asc())));
}

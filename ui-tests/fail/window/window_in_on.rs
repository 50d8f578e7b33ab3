//! ON comes before windows.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().join(Customer::query(), |(o, c)| rank().over(|w| w.order_by(o.id.asc())).cast::<i64>().eq(c.id));
}

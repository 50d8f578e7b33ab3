//! WHERE comes before windows.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().filter(|o| row_number().over(|w| w.order_by(o.id.asc())).eq(1));
}

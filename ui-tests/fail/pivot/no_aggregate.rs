//! PIVOT makes one value of many.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().pivot(|o| o.customer_id, |o| o.total, |o| o.note, ["gift"]);
}

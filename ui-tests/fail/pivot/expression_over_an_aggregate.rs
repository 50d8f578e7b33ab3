//! Nothing stands around the call in PIVOT.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().pivot(|o| o.customer_id, |o| o.total.sum() * dec!(2), |o| o.note, ["gift"]);
}

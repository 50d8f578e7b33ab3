//! PIVOT is by a bare call.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().pivot(|o| o.customer_id, |o| o.total.count_distinct(), |o| o.note, ["gift"]);
}

//! PIVOT is by COUNT, SUM, MIN, MAX and AVG.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().pivot(|o| o.customer_id, |o| o.total.stddev_samp(), |o| o.note, ["gift"]);
}

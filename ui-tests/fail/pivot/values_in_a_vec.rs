//! How many columns a PIVOT makes is known when the program is built.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let notes = vec!["gift", "late"];
    let _ = Order::query().pivot(|o| o.customer_id, |o| o.total.sum(), |o| o.note, notes);
}

//! PIVOT is over a column of single rows.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().pivot(|o| o.id, |o| o.total.sum(), |o| o.note.max(), ["gift"]);
}

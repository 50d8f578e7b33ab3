//! PIVOT keeps columns.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().pivot(|_| "all", |o| o.total.sum(), |o| o.note, ["gift"]);
}

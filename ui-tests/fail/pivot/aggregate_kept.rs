//! What PIVOT keeps is of single rows.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().pivot(|o| o.id.max(), |o| o.total.sum(), |o| o.note, ["gift"]);
}

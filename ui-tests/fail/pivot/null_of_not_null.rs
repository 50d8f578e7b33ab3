//! A column that is NOT NULL has no NULL to make a column of.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().pivot(|_| (), |o| o.total.sum(), |o| o.customer_id, [Some(1), None]);
}

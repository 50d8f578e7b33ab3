//! An interval is added to DATE, TIMESTAMP and TIMESTAMPTZ.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.note + days(1));
}

//! AT TIME ZONE takes a TIMESTAMP or a TIMESTAMPTZ.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.placed_at.cast::<NaiveDate>().at_time_zone("UTC"));
}

//! A TIME has no epoch and no day.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|_| value(NaiveTime::MIN).extract(ExtractedPart::Epoch));
}

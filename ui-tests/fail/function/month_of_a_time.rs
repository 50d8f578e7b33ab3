//! A TIME has hours and minutes, and no months.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|_| value(NaiveTime::MIN).dateadd(DatePart::Month, 1));
}

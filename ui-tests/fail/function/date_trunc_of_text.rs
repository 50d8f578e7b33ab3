//! DATE_TRUNC takes a date.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.note.date_trunc(DatePart::Month));
}

//! EXTRACT takes dates and times.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.note.cast::<NaiveDate>().extract(DatePart::Month));
}

//! How many columns a PIVOT makes is known when the program is built.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let notes = ["gift", "late"];
    let _ = Order::query().pivot(|o| o.customer_id, |o| o.total.sum(), |o| o.note, notes);
}

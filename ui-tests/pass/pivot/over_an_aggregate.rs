//! PIVOT is over a column of single rows.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().pivot(|o| o.id, |o| o.total.sum(), |o| o.note, ["gift"]);
}

//! PIVOT keeps columns.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().pivot(|_| (), |o| o.total.sum(), |o| o.note, ["gift"]);
}

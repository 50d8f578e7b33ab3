//! The list of PIVOT is of constants: a column has no place in it.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().pivot(|o| o.customer_id, |o| o.total.sum(), |o| o.note, ["gift"]);
}

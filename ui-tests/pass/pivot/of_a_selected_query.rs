//! PIVOT is over the rows in FROM: a SELECT list is a derived table first.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let rows = Order::query().select(|o| (o.customer_id, o.total, o.note)).derived();
    let _ = rows.pivot(|(c, _, _)| c, |(_, t, _)| t.sum(), |(_, _, n)| n, ["gift"]);
}

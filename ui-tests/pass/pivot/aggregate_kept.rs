//! What PIVOT keeps is of single rows.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().pivot(|o| o.id, |o| o.total.sum(), |o| o.note, ["gift"]);
    let last = Order::query().group_by(|o| o.note).select(|note, o| (note, o.id.max(), o.total.sum()));
    let _ = last.derived().pivot(|(_, id, _)| id, |(_, _, total)| total.sum(), |(note, _, _)| note, ["gift"]);
}

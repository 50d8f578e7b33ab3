//! An array takes as many columns as it has items.

use crate::models::*;
use redshift_orm::prelude::*;

#[derive(Selectable)]
struct Totals {
    totals: [Option<Decimal>; 2],
}

pub(crate) fn twin() {
    let _ = Order::query().select(|o| SelectTotals { totals: [o.total.min(), o.total.max()] });
}

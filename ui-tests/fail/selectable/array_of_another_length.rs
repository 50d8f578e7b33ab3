//! An array takes as many columns as it has items.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

#[derive(Selectable)]
struct Totals {
    totals: [Option<Decimal>; 3],
}

fn main() {
    let _ = Order::query().select(|o| SelectTotals { totals: [o.total.min(), o.total.max()] });
}

//! COUNT is a BIGINT.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().group_by(|o| o.note).select(|_, o| SelectSpend {
        name: count_star(),
        orders: count_star(),
        total: o.total.sum(),
    });
}

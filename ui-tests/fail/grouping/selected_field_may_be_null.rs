//! SUM over no rows is NULL.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().group_by(|c| c.name).select(|name, c| SelectSpend { name, orders: c.id.sum(), total: None });
}

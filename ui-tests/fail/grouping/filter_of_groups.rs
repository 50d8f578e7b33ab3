//! WHERE stands before GROUP BY.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {}

fn program() {
    let _ = Order::query().group_by(|o| o.customer_id).filter(|o| o.id.gt(5)).select(|customer, _| customer);
}

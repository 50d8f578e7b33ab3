//! A MERGE takes no WITH.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let ids = Order::query().select(|o| o.customer_id);
    let _ = with("ids", ids, |ids| {
        let _ = Customer::merge(ids.clone());
        ids.query()
    });
}

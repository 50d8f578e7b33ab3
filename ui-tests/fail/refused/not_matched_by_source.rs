//! Rows of the target without a match stay.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::merge(Order::query()).on(|(c, o)| c.id.eq(o.customer_id)).when_not_matched_by_source_delete();
}

//! The row of a MERGE has a BIGINT where the column is a VARCHAR.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::merge(Order::query())
        .on(|(c, o)| c.id.eq(o.customer_id))
        .when_matched_delete()
        .when_not_matched_insert(|o| InsertCustomer { name: o.id, region: o.note, active: value(true) });
}

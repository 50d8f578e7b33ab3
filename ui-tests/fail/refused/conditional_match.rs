//! A clause of MERGE has no condition of its own.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::merge(Order::query())
        .on(|(c, o)| c.id.eq(o.customer_id))
        .when_matched_and(|(c, _)| c.active.eq(true));
}

//! A second WHEN MATCHED.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::merge(Order::query())
        .on(|(c, o)| c.id.eq(o.customer_id))
        .when_matched_update(|(c, o)| c.region.to(o.note))
        .when_matched_delete();
}

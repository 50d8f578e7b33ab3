//! WHEN MATCHED THEN UPDATE takes assignments.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::merge(Order::query())
        .on(|(c, o)| c.id.eq(o.customer_id))
        .when_matched_update(|(c, o)| c.region.eq(o.note));
}

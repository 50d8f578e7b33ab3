//! The customer may be missing.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

#[derive(Selectable)]
struct Line {
    #[redshift(nested)]
    customer: Customer,
    id: i64,
}

fn main() {
    let _ = Order::query()
        .left_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .select(|(o, c)| SelectLine { customer: c, id: o.id });
}

//! Redshift has no such thing.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::merge(Order::query()).on(|(c, o)| c.id.eq(o.customer_id)).returning(|c| c);
}

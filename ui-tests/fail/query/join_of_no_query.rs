//! What is joined is a query.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().join("customers", |(o, c)| o.customer_id.eq(c.id));
}

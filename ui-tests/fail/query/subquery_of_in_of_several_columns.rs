//! The subquery of IN selects one column.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().filter(|c| c.id.in_query(Order::query().select(|o| (o.id, o.customer_id))));
}

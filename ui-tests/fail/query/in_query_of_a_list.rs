//! IN of a list is another method than IN of a query.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().filter(|o| o.customer_id.in_query([1, 2]));
}

//! Each side of a full join has as many keys as the other.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().full_join(Customer::query(), |o| (o.customer_id, o.note), |c| c.id);
}

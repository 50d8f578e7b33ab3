//! What is gathered are conditions.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().filter(|o| any_of([o.id, o.customer_id]));
}

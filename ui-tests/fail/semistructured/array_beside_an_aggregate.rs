//! A column of a single row does not stand beside an aggregate.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().group_by(|o| o.customer_id).select(|_, o| array((o.id, o.total.sum())));
}

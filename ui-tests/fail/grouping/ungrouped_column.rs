//! The column is neither a key nor inside an aggregate.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.note, count_star()));
}

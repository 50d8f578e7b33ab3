//! There are no sequences.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|_| nextval("orders_id_seq"));
}

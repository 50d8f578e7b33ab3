//! Redshift has no such thing.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::delete().order_by(|o| o.id.asc());
}

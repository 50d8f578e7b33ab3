//! ORDER BY says the direction.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().order_by(|o| o.id);
}

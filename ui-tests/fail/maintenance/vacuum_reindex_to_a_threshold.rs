//! REINDEX takes no threshold.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::vacuum().reindex().to_percent(75);
}

//! REINDEX takes no BOOST.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::vacuum().reindex().boost();
}

//! The columns that a text may choose are declared one by one.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().order_by_choice("total", |o| [("total", o.total)]);
}

//! An order before `select` holds no aggregate, chosen or not.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().order_by_choice("total", |o| SortChoice::new().by("total", o.total.sum()));
}

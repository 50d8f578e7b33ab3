//! Each model has its own new row.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::insert(NewCustomer { name: "Ada".into(), region: None, active: true });
}

//! An object is made of pairs of a name and a value.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| object((o.total,)));
}

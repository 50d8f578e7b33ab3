//! A boxed query forgets what it selects from.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().boxed().filter(|o| o.total.gt(dec!(100)));
}

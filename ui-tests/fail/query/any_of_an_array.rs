//! There are no arrays to bind; `= ANY` takes a query.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().filter(|o| o.id.eq_any([1, 2]));
}

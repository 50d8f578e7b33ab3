//! No function gives several rows beside tables.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().join(generate_series(1, 10), |(o, n)| o.id.eq(n));
}

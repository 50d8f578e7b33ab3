//! HyperLogLog hashes no VARBYTE.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.note.from_hex().hll_create_sketch());
}

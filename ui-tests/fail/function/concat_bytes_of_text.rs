//! Bytes are no text.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().select(|c| c.name.concat_bytes(vec![1_u8]));
}

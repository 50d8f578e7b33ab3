//! SET assigns; `=` compares.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {}

fn program() {
    let _ = Customer::update().set(|c| c.name.eq("Ada")).filter(|c| c.id.eq(1));
}

//! ANY follows `=` alone.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().filter(|c| c.name.ilike_any(["a%", "b%"]));
}

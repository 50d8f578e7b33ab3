//! A sort key has no direction.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().create_temporary_table("kept").sortkey(|c| c.name.desc());
}

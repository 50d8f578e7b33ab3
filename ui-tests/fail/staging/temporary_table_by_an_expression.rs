//! Rows are distributed by a column.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().create_temporary_table("kept").distkey(|c| c.name.lower());
}

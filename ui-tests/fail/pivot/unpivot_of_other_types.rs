//! The columns of an UNPIVOT have one type.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().unpivot_columns(|c| c.id, |c| (c.name, c.id));
}

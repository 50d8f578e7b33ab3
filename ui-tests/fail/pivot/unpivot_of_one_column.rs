//! UNPIVOT takes a list of columns, however short.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().unpivot_columns(|c| c.id, |c| c.name);
}

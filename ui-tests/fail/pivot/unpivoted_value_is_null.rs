//! UNPIVOT leaves the NULLs out.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().unpivot_columns(|c| c.id, |c| (c.region,)).filter(|(_, _, value)| value.is_null());
}

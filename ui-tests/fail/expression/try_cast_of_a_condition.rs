//! TRY_CAST takes no BOOLEAN to a TIMESTAMP.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().select(|c| c.active.try_cast::<NaiveDateTime>());
}

//! BOOL_AND is no window function.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().select(|c| c.active.bool_and().over(|w| w));
}

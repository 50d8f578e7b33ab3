//! The step of a recursive common table expression has the columns of its seed.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = with_recursive("x", Customer::query().select(|c| c.id), |_| Customer::query().select(|c| c.name), |x| x.query());
}

//! SIMILAR TO takes text.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::query().filter(|c| c.id.similar_to("1%"));
}

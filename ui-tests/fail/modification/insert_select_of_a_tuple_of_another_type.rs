//! The second item of the tuple is a BIGINT, the column a VARCHAR.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::insert_select(Customer::query().select(|c| (c.name, c.id, c.active)));
}

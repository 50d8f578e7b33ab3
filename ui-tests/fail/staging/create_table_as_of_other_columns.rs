//! The query has to select the columns of the table.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Country::create_table_as(Customer::query().select(|c| (c.name, c.id)));
}

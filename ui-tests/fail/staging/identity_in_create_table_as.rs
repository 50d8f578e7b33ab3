//! CREATE TABLE AS makes no IDENTITY column.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::create_table_as(Customer::query().select(|c| (c.name, c.region, c.active)));
}

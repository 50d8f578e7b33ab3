//! Rows go into a table of their columns.

use redshift_orm::statement::TemporaryTable;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = |kept: TemporaryTable<CustomerColumns>, rows: Vec<Country>| kept.insert_many(rows);
}

//! The rows of a query go into a table of their columns.

use redshift_orm::prelude::*;
use redshift_orm::statement::TemporaryTable;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = |kept: TemporaryTable<CustomerColumns>| {
        let _ = kept.insert_select(Order::query());
    };
}

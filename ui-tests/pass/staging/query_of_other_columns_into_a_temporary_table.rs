//! The rows of a query go into a table of their columns.

use crate::models::*;
use redshift_orm::prelude::*;
use redshift_orm::statement::TemporaryTable;

pub(crate) fn twin() {
    let _ = |kept: TemporaryTable<CustomerColumns>| {
        let _ = kept.insert_select(Customer::query());
    };
}

//! Rows go into a table of their columns.

use crate::models::*;
use redshift_orm::statement::TemporaryTable;

pub(crate) fn twin() {
    let _ = |kept: TemporaryTable<CountryColumns>, rows: Vec<Country>| kept.insert_many(rows);
}

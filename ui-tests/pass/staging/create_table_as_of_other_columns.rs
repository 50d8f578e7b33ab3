//! The query has to select the columns of the table.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Country::create_table_as(Customer::query().select(|c| (c.name, c.name)));
}

//! CREATE TABLE AS makes no IDENTITY column.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Country::create_table_as(Country::query().select(|c| (c.code, c.name)));
}

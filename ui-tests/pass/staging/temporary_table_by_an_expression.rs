//! Rows are distributed by a column.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().create_temporary_table("kept").distkey(|c| c.name);
}

//! A sort key has no direction.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().create_temporary_table("kept").sortkey(|c| (c.name, c.id));
}

//! UNPIVOT leaves the NULLs out.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().unpivot_columns_include_nulls(|c| c.id, |c| (c.region,)).filter(|(_, _, value)| value.is_null());
}

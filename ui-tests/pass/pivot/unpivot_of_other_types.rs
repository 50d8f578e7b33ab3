//! The columns of an UNPIVOT have one type.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().unpivot_columns(|c| c.id, |c| (c.name, ("id", c.id.cast::<String>())));
}

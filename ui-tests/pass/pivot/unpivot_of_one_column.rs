//! UNPIVOT takes a list of columns, however short.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().unpivot_columns(|c| c.id, |c| (c.name,));
}

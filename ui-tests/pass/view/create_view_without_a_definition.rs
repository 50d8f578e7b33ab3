//! A view is read-only, and a table is no view.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Names::create_view();
}

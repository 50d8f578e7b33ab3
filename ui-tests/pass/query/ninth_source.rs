//! A query has at most eight sources.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = eight();
}

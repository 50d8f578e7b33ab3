//! A query has at most eight sources.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = eight();
}

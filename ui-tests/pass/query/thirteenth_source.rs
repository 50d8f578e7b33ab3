//! A query has at most twelve sources.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = twelve();
}

//! A materialized view is refreshed, and nothing else is.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = async |db: Database| Kept::refresh(&db).await;
}

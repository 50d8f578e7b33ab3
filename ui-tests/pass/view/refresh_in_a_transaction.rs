//! A refresh is a transaction of its own.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = async |db: Database| Kept::refresh(&db).await;
}

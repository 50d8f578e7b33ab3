//! A newtype keeps ids of different tables apart.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Visit::query().filter(|v| v.page.eq(PageId(1)));
}

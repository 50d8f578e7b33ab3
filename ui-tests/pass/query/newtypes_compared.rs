//! A newtype keeps ids of different tables apart.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Visit::query().filter(|v| v.page.eq(PageId(1)));
}

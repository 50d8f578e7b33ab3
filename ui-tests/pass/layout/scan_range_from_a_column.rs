//! The ends of a range are known before the scan, and a column is not.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Event::query().filter(|a| Event::query().filter(|b| b.at.ge(a.at)).exists());
}
